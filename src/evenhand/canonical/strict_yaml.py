"""Reads YAML in which nothing can be mistaken: no duplicate keys, no floats (10.10 is not 10.1), no YAML 1.1 booleans."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml


class UnreadableYaml(ValueError):
    """The file cannot be taken; the message names file, line and what was expected."""


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader with its own short list of implicit types: null, true/false, whole numbers and dates; and without aliases or explicit tags."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse what would let a short file grow without end, or a value mean something else than it says."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "write the value out: references to other places are not read", mark)
        if getattr(event, "tag", None) is not None:
            raise yaml.constructor.ConstructorError(None, None, f"write the value plainly, without the tag {event.tag!r}", mark)
        return super().compose_node(parent, index)


_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|)$"), ["n", ""])
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:timestamp", re.compile(r"^\d{4}-\d\d-\d\d$"), list("0123456789"))
_StrictLoader.add_implicit_resolver("!ambiguous", re.compile(r"^[-+.]?[0-9][0-9_]*\.?[0-9_.eE+-]*$"), list("-+.0123456789"))


def _refuse_ambiguous(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> None:
    raise yaml.constructor.ConstructorError(
        None, None, f"put quotes round {node.value!r}: clause numbers, references and decimals are text here", node.start_mark
    )


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    found: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} must be text in quotes", key_node.start_mark)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor("!ambiguous", _refuse_ambiguous)
_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def parse_yaml(text: str, name: str) -> Any:
    """What the text holds. Raises UnreadableYaml, which names the file as `name`, the line and the fault."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a SafeLoader made stricter
    except RecursionError as fault:
        raise UnreadableYaml(f"{name}: it is nested too deeply to be read") from fault
    except (yaml.YAMLError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise UnreadableYaml(f"{name}{line}: {getattr(fault, 'problem', None) or fault}") from fault


def read_yaml(path: Path) -> Any:
    """What the file holds. Raises UnreadableYaml for anything that could be read in two ways, FileNotFoundError if absent."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise UnreadableYaml(f"{path.name}: it is not in UTF-8") from fault
    return parse_yaml(text, path.name)
