"""End behaviour: exact limits, eventual signs, leading terms, by arithmetic of truncated transseries."""

from calc_cli.symbolic.asymptotics.limits import end_sign, leading_term, limit, oblique_asymptote

__all__ = ["end_sign", "leading_term", "limit", "oblique_asymptote"]
