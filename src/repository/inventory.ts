import { Model } from '../core/model.ts'
import type { People } from '../core/people.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { Profile } from '../core/profile.ts'
import type { Repository } from '../core/repository.ts'
import { Source } from '../core/source.ts'
import { UseCase } from '../core/use-case.ts'
import { says } from '../words/says.ts'
import type { AnyKind } from './kinds.ts'
import { modelComplaints } from './model-references.ts'
import { regulations, strangers, unknownName } from './names.ts'
import { profileComplaints } from './profile-complaints.ts'

/** What may stand in `models/`, by `kind`. */
export const INVENTORY: Readonly<Record<string, AnyKind>> = {
  model: { kind: 'model', summary: says.inventory.model, schema: Model },
  'use-case': { kind: 'use-case', summary: says.inventory.useCase, schema: UseCase },
  source: { kind: 'source', summary: says.inventory.source, schema: Source },
  profile: { kind: 'profile', summary: says.inventory.profile, schema: Profile },
}

/** Names in a file of `models/` that nothing answers to. */
export function inventoryComplaints(
  kind: string,
  data: unknown,
  repository: Repository,
  people: People | undefined,
): Complaint[] {
  switch (kind) {
    case 'use-case':
      return useCaseComplaints(data as UseCase, repository, people)
    case 'source':
      return sourceComplaints(data as Source, repository, people)
    case 'profile':
      return profileComplaints(data as Profile, repository)
    default:
      return modelComplaints(data as Model, repository, people)
  }
}

function useCaseComplaints(useCase: UseCase, repository: Repository, people: People | undefined): Complaint[] {
  return [...strangers([{ at: ['owner'], id: useCase.owner }], people), ...regulations(useCase.regulations, repository)]
}

function sourceComplaints(source: Source, { useCases }: Repository, people: People | undefined): Complaint[] {
  const uses = (source.allowedUses ?? []).flatMap((id, i) =>
    Object.hasOwn(useCases, id)
      ? []
      : [unknownName(['allowedUses', i], 'unknown-use-case', says.inventory.notAUseCase, id, Object.keys(useCases))],
  )
  return [...strangers([{ at: ['owner'], id: source.owner }], people), ...uses]
}
