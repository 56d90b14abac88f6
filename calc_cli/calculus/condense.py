"""A worked solution without its trivial lines: the same steps, fewer of them."""

from __future__ import annotations

from dataclasses import replace

from calc_cli.model import Step
from calc_cli.tree import ONE, Expr, Negation

TRIVIAL = frozenset({"constant", "identity"})
TERMWISE = frozenset({"power", "polynomial"})


def condense(step: Step) -> Step:
    """The step with its trivial substeps left out, and each repeated substep shown where it occurs first.

    A constant times one rule is that rule (`3*x**2` by `power`), a sign is not shown as a factor, and a sum of powers is
    one step, `polynomial`.
    """
    return _shown_once(_merged(step))


def _merged(root: Step) -> Step:
    """Children before parents, without recursion: worked solutions may be as deep as the input."""
    done: dict[int, Step] = {}
    stack: list[tuple[Step, bool]] = [(root, False)]
    while stack:
        step, opened = stack.pop()
        if opened:
            done[id(step)] = _local(replace(step, substeps=tuple(done[id(part)] for part in step.substeps)))
        elif id(step) not in done:
            stack.append((step, True))
            stack.extend((part, False) for part in step.substeps)
    return done[id(root)]


def _local(step: Step) -> Step:
    """One step whose substeps are already condensed."""
    if step.rule == "constant_multiple":
        inner = step.substeps[0] if step.substeps else None
        if inner is not None and not inner.substeps and inner.rule not in TRIVIAL:
            return replace(inner, before=step.before, after=step.after, note=step.note[:1])
        if inner is not None and _is_sign(step) and inner.rule not in TRIVIAL | {"chain"}:
            return replace(inner, before=step.before, after=step.after)
        if inner is not None and inner.rule == "constant_multiple":
            return replace(step, substeps=inner.substeps)
        return replace(step, substeps=_telling(step))
    if step.rule == "sum" and all(_is_term(part) for part in step.substeps):
        return replace(step, rule="polynomial" if _is_power_sum(step) else "sum", substeps=())
    return step if step.rule == "chain" else replace(step, substeps=_telling(step))


def _is_sign(step: Step) -> bool:
    """Is the constant factor -1?"""
    return len(step.note) > 1 and step.note[1] == Negation(ONE)


def _is_trivial(step: Step) -> bool:
    return step.rule in TRIVIAL or (step.rule == "constant_multiple" and not step.substeps)


def _is_term(step: Step) -> bool:
    return _is_trivial(step) or (step.rule in TERMWISE and not step.substeps)


def _is_power_sum(step: Step) -> bool:
    return any(part.rule in TERMWISE for part in step.substeps)


def _telling(step: Step) -> tuple[Step, ...]:
    return tuple(part for part in step.substeps if not _is_trivial(part))


def _key(step: Step) -> tuple[str, Expr | None, Expr | None]:
    return step.rule, step.before, step.after


def _shown_once(root: Step) -> Step:
    """In reading order, a step that was shown before is left out; the two halves of a chain always stay."""
    seen = {_key(root)}
    order: list[Step] = []
    kept: list[list[int]] = []
    stack: list[tuple[Step, int | None]] = [(root, None)]
    while stack:
        step, parent = stack.pop()
        if parent is not None:
            key, of_chain = _key(step), order[parent].rule == "chain"
            if key in seen and not of_chain:
                continue
            step = replace(step, substeps=()) if key in seen else step
            seen.add(key)
            kept[parent].append(len(order))
        place = len(order)
        order.append(step)
        kept.append([])
        stack.extend((part, place) for part in reversed(step.substeps))
    for place in reversed(range(len(order))):
        order[place] = replace(order[place], substeps=tuple(order[i] for i in kept[place]))
    return order[0]
