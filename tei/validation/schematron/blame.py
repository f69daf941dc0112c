"""Blame: which expression of a schema a processor cannot use; it tells places in a stylesheet that nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tei.validation.schematron.model import Check, Pattern, Rule, Schema


def culprit(schema: Schema, works: Callable[[Schema], bool]) -> str:
    """The first context or test of *schema* that makes it fail, in quotation marks; empty if it is something else.

    *works* says whether a schema that has only a part of the rules can be used.
    """
    for pattern in schema.patterns:
        if not works(replace(schema, patterns=(replace(pattern, rules=()),))):
            return ""  # a variable or a declaration
        for rule in pattern.rules:
            if not works(_only(schema, pattern, replace(rule, lets=()))):
                return f"“{rule.context}”"
            if not works(_only(schema, pattern, rule)):
                return ""
            for check in rule.checks:
                if not works(_only(schema, pattern, rule, check)):
                    return f"“{check.test}”"
    return ""


def _only(schema: Schema, pattern: Pattern, rule: Rule, *checks: Check) -> Schema:
    """*schema* with one *rule* of one *pattern*, and of that only these *checks*."""
    return replace(schema, patterns=(replace(pattern, rules=(replace(rule, checks=checks),)),))
