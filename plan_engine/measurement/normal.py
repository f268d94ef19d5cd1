"""The normal distribution, vectorised, and mixtures of normals."""

import numpy as np

from plan_engine.measurement.model import Array


def normal_cdf(z: Array) -> Array:
    """P(Z < z), error under 1e-7 (Abramowitz & Stegun 26.2.17)."""
    size = np.minimum(np.abs(z), 38.0)
    t = 1.0 / (1.0 + 0.2316419 * size)
    tail = t * (
        0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    )
    upper = np.exp(-0.5 * size**2) / np.sqrt(2.0 * np.pi) * tail
    return np.asarray(np.where(z < 0, upper, 1.0 - upper), dtype=np.float64)


def mixture_cdf(x: Array, weights: Array, means: Array, sds: Array) -> Array:
    """P(X < x) for each x, where X is normal with means[k] and sds[k] with chance weights[k]."""
    return np.asarray(normal_cdf((x[:, None] - means) / sds) @ weights, dtype=np.float64)
