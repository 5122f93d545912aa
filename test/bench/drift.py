"""What people use in Python, in the ways that are fastest there; values come as plain doubles, which suits it best."""

import json
import sys
import time

import numpy as np

what, folder, runs, *edges = sys.argv[1:]
edges = np.array([float(edge) for edge in edges])


def values(name):
    return np.fromfile(f"{folder}/{name}.f64")


def psi(name):
    current = np.bincount(np.searchsorted(edges, values(name), side="right"), minlength=len(edges) + 1)
    share, even = np.where(current, current / current.sum(), 1e-4), 1 / (len(edges) + 1)
    return float(np.sum((share - even) * np.log(share / even)))


def ks(method, n=None, m=None):
    from scipy.stats import ks_2samp

    a, b = values("reference")[:n], values("current")[:m]
    return lambda: ks_2samp(a, b, method=method)


def timed(act):
    seconds, worked = [], []
    for _ in range(int(runs)):
        began, before = time.perf_counter(), time.process_time()
        told = act()
        seconds.append(time.perf_counter() - began)
        worked.append(time.process_time() - before)
    return {"first": seconds[0], "best": min(seconds), "cpu": min(worked)}, told


if what == "psi":
    told, statistics = timed(lambda: [psi("current")])
elif what == "wide":
    told, statistics = timed(lambda: [psi(f"wide-v{n}") for n in range(50)])
else:
    told, found = timed(ks("asymp") if what == "exact" else ks("exact", 10_000, 9_000))
    statistics = [float(found.statistic)]
    told["p"] = float(found.pvalue)
print(json.dumps({**told, "statistics": statistics}))
