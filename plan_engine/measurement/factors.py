"""Abilities that lean on each other: topic within block, block within a general ability.

A topic's ability is general + block + topic parts, independent normals whose variances sum to
one. Answers of one topic therefore say something about its neighbours (partial pooling). The
tree has no loops, so passing messages over the grids gives the posterior exactly, up to the grids
(Pearl 1988); the model is a second-order one as in Gelman & Hill (2007), ch. 12.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from plan_engine.measurement.grid import GRID, from_log, normalised
from plan_engine.measurement.model import Array

GENERAL_VARIANCE: Final = 0.25
BLOCK_VARIANCE: Final = 0.45
TOPIC_VARIANCE: Final = 0.30
"""Shares of a topic ability's variance: topics correlate .70 in a block and .25 across blocks.

Blocks are skills that people learn apart (a language, databases, the web), so someone may be good
at one and new to another; with less room for that, a block answered all right but for a weak rest
would still be called weak.
"""

_GENERAL: Final[Array] = np.linspace(-4.5, 4.5, 41) * GENERAL_VARIANCE**0.5
_BLOCK: Final[Array] = np.linspace(-4.5, 4.5, 49) * (GENERAL_VARIANCE + BLOCK_VARIANCE) ** 0.5


def _steps(start: Array, end: Array, variance: float) -> Array:
    """P(end node | start node) of a normal step."""
    return from_log(-0.5 * (end[None, :] - start[:, None]) ** 2 / variance)


_LOG_GENERAL: Final[Array] = -0.5 * _GENERAL**2 / GENERAL_VARIANCE
_TO_BLOCK: Final[Array] = _steps(_GENERAL, _BLOCK, BLOCK_VARIANCE)
_TO_TOPIC: Final[Array] = _steps(_BLOCK, GRID, TOPIC_VARIANCE)


@dataclass(frozen=True, slots=True)
class Mixture:
    """A sum of domain scores as a mixture of normals: one per node of what its parts share."""

    weights: Array
    means: Array
    variances: Array


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the answers say: each topic's ability, each block's mean domain score, and the whole."""

    topics: tuple[Array, ...]
    """One (topics, nodes) array a block: posterior of each topic's ability on GRID."""
    blocks: tuple[Mixture, ...]
    whole: Mixture


def topic_posteriors(likelihood: Sequence[Array]) -> tuple[Array, ...]:
    """Each block's (topics, nodes) posteriors on GRID from its (topics, nodes) log-likelihoods."""
    ups = [_up(block) for block in likelihood]
    log_general = _general(ups)
    return tuple(_down(up, _log_block(up, log_general)) for up in ups)


def infer(likelihood: Sequence[Array], domain: Sequence[Array]) -> Posterior:
    """The joint posterior from each block's (topics, nodes) log-likelihoods and domain scores.

    Blocks with an empty `domain` only inform the general ability.
    """
    ups = [_up(block) for block in likelihood]
    log_general = _general(ups)
    topics, blocks = [], []
    means, variances, counts = [], [], []
    for up, scores in zip(ups, domain, strict=True):
        log_block = _log_block(up, log_general)
        topics.append(_down(up, log_block))
        if not len(scores):
            blocks.append(Mixture(np.ones(1), np.zeros(1), np.zeros(1)))
            continue
        mean, variance = _block_moments(up, scores)
        blocks.append(Mixture(from_log(log_block), mean, variance))
        given_general = normalised(_TO_BLOCK * np.exp(up.log_block - up.log_block.max()))
        first = given_general @ mean
        means.append(first)
        variances.append(given_general @ (variance + mean**2) - first**2)
        counts.append(len(scores))
    share = np.array(counts, dtype=np.float64) / sum(counts)
    whole = Mixture(from_log(log_general), share @ np.array(means), share**2 @ np.array(variances))
    return Posterior(tuple(topics), tuple(blocks), whole)


@dataclass(frozen=True, slots=True)
class _Up:
    """Messages from one block's topics upwards."""

    likelihood: Array
    message: Array
    log_block: Array
    log_to_general: Array


def _up(log_likelihood: Array) -> _Up:
    likelihood = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    message = likelihood @ _TO_TOPIC.T
    log_block = np.log(message).sum(axis=0)
    to_general = _TO_BLOCK @ np.exp(log_block - log_block.max())
    return _Up(likelihood, message, log_block, np.log(to_general))


def _general(ups: Sequence[_Up]) -> Array:
    """Unnormalised log-posterior of the general ability."""
    return np.asarray(
        _LOG_GENERAL + sum((up.log_to_general for up in ups), np.zeros_like(_GENERAL)),
        dtype=np.float64,
    )


def _log_block(up: _Up, log_general: Array) -> Array:
    """Unnormalised log-posterior of a block's ability, given all blocks."""
    without = from_log(log_general - up.log_to_general)
    return np.asarray(np.log(without @ _TO_BLOCK) + up.log_block, dtype=np.float64)


def _down(up: _Up, log_block: Array) -> Array:
    without = from_log(log_block - np.log(up.message))
    return normalised((without @ _TO_TOPIC) * up.likelihood)


def _block_moments(up: _Up, scores: Array) -> tuple[Array, Array]:
    """Mean and variance of the block's mean domain score at each node of the block's ability."""
    first = (up.likelihood * scores) @ _TO_TOPIC.T / up.message
    second = (up.likelihood * scores**2) @ _TO_TOPIC.T / up.message
    count = len(scores)
    return first.mean(axis=0), np.maximum(second - first**2, 0.0).sum(axis=0) / count**2
