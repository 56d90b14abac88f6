"""A point of R^n at which the conditions of a tree are decided: is f defined there, analytic there, and which branch holds?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from calc_cli import tree as t
from calc_cli.domain.places import Place, certified_sign
from calc_cli.records import mutable_record
from calc_cli.tree import Expr, is_constant, substitute


@mutable_record
class PlaceInSpace(Place):
    """point: a constant tree for each variable."""

    point: Mapping[str, Expr] = field(default_factory=dict)

    def value(self, branch_free: Expr) -> Expr:
        """The constant tree at the point."""
        return substitute(branch_free, self.point)


@mutable_record
class OpenPiece(Place):
    """An open set on which some subterms have the signs given; nothing else is known of it."""

    def sign(self, subterm: Expr) -> int | None:
        """The sign given, or that of a constant subterm."""
        if subterm in self.signs:
            return self.signs[subterm]
        return certified_sign(subterm) if is_constant(subterm) else None

    def level(self, subterm: Expr) -> tuple[int, bool] | None:
        """Floors are not followed in several variables."""
        return None


def place_at(variables: tuple[str, ...], at: tuple[Expr, ...]) -> PlaceInSpace:
    """The place with these coordinates."""
    return PlaceInSpace("", t.ZERO, point=dict(zip(variables, at, strict=True)))


def piece_with(signs: Mapping[Expr, int]) -> OpenPiece:
    """The open piece on which the subterms have these signs."""
    return OpenPiece("", t.ZERO, dict(signs))
