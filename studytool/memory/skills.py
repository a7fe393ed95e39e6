"""Which items exercise which nodes, how fully, and which node a mistake belongs to.

A node is an item of memory that others contain: an elementary skill, which is never asked by itself, or an item with
questions of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

Shares = Mapping[str, Mapping[str, float]]
Belongings = Mapping[str, Mapping[str, str]]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class SkillGraph:
    """What each item contains, itself or through what it contains, and where its mistakes belong.

    `contains` maps an item to its nodes, each with the share of it that one question exercises, within (0, 1];
    `belongs` maps an item to its mistakes' ids, each with the node that it shows to be missing.
    """

    contains: Shares = field(default_factory=lambda: _NOTHING)
    belongs: Belongings = field(default_factory=lambda: _NOTHING)

    @cached_property
    def nodes(self) -> frozenset[str]:
        """Every node that some item contains."""
        return frozenset(node for shares in self.contains.values() for node in shares)

    @cached_property
    def skills(self) -> frozenset[str]:
        """The elementary skills: the nodes that contain nothing, and are never asked by themselves."""
        return self.nodes - self.contains.keys()

    @cached_property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """The items that contain each node, in the order of their names."""
        return {
            node: tuple(sorted(item for item in self.contains if node in self.contains[item])) for node in self.nodes
        }

    def that_matter(self, nodes: Iterable[str]) -> frozenset[str]:
        """The items whose reviews matter to the memory of these nodes: their own, and of all that contain them."""
        wanted = frozenset(nodes)
        return frozenset(source for node in wanted for source in self.sources.get(node, ())) | (wanted - self.skills)

    def at_fault(self, item: str, mistakes: tuple[str, ...]) -> frozenset[str]:
        """The nodes that these mistakes in the item belong to."""
        known = self.belongs.get(item, _NOTHING)
        return frozenset(known[mistake] for mistake in mistakes if mistake in known)

    @cached_property
    def json(self) -> str:
        """The graph as one JSON text; equal graphs give equal texts."""
        parts = ({item: dict(inner) for item, inner in whole.items()} for whole in (self.contains, self.belongs))
        return json.dumps(list(parts), sort_keys=True, separators=(",", ":"))


NO_SKILLS = SkillGraph()
"""The graph in which nothing contains anything."""


@lru_cache(maxsize=4)
def read_graph(text: str) -> SkillGraph:
    """Return the graph that `SkillGraph.json` wrote; raises ValueError for a text that it did not write."""
    contains, belongs = json.loads(text)
    return SkillGraph(contains, belongs)


def closed(contains: Shares) -> dict[str, dict[str, float]]:
    """Return what each item contains at any depth: along a path shares multiply, of several paths the fullest counts.

    Raises ValueError for an item that contains itself.
    """
    done: dict[str, dict[str, float]] = {}
    for item in contains:
        _close(item, contains, done, ())
    return done


def _close(item: str, contains: Shares, done: dict[str, dict[str, float]], path: tuple[str, ...]) -> dict[str, float]:
    if item in path:
        raise ValueError(f"{item!r} contains itself")
    if item not in done:
        found: dict[str, float] = {}
        for node, share in contains.get(item, _NOTHING).items():
            deeper = _close(node, contains, done, (*path, item)) if node in contains else {}
            for each, inner in {node: 1.0, **deeper}.items():
                found[each] = max(found.get(each, 0.0), share * inner)
        done[item] = found
    return done[item]
