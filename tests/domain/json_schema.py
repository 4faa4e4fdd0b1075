"""As much of JSON Schema as the project's own schemas use: enough to hold a document against one."""

from __future__ import annotations

import re
from typing import Any, Final

_TYPES: Final = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
KNOWN: Final = {
    *("$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "oneOf", "not", "required"),
    *("properties", "additionalProperties", "items", "minItems", "minLength", "pattern", "minimum", "maximum"),
}


def fits(document: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:  # noqa: ANN401 -- any JSON
    """Whether a document keeps to a schema; KeyError for a keyword that this module does not know."""
    for keyword in rule.keys() - KNOWN:
        raise KeyError(keyword)
    if "$ref" in rule and not fits(document, root["$defs"][rule["$ref"].rpartition("/")[2]], root):
        return False
    return _is_one_of(document, rule, root) and _has_the_form(document, rule) and _fits_inside(document, rule, root)


def _is_one_of(document: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:  # noqa: ANN401
    if "oneOf" in rule and sum(fits(document, each, root) for each in rule["oneOf"]) != 1:
        return False
    if "not" in rule and fits(document, rule["not"], root):
        return False
    return document in rule.get("enum", [document]) and document == rule.get("const", document)


def _has_the_form(document: Any, rule: dict[str, Any]) -> bool:  # noqa: ANN401
    kind = _TYPES.get(rule.get("type", ""))
    if kind and (not isinstance(document, kind) or (kind is int and isinstance(document, bool))):
        return False
    if isinstance(document, str):
        return len(document) >= rule.get("minLength", 0) and bool(re.search(rule.get("pattern", ""), document))
    if isinstance(document, int):
        return bool(rule.get("minimum", document) <= document <= rule.get("maximum", document))
    return not isinstance(document, list) or len(document) >= rule.get("minItems", 0)


def _fits_inside(document: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:  # noqa: ANN401
    if isinstance(document, list) and "items" in rule:
        return all(fits(each, rule["items"], root) for each in document)
    if not isinstance(document, dict):
        return True
    known = rule.get("properties", {})
    if any(key not in document for key in rule.get("required", [])):
        return False
    if not rule.get("additionalProperties", True) and document.keys() - known.keys():
        return False
    return all(fits(document[key], known[key], root) for key in document.keys() & known.keys())
