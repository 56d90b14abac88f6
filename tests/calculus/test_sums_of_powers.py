"""The quick way for sums of powers gives what the rules of its worked solution give."""

from hypothesis import given
from hypothesis import strategies as st

from calc_cli.calculus import derive, differentiate
from calc_cli.language import parse_expression

TERMS = ["x^{k}", "{a}x^{k}", "-x^{k}", "{a}*x^{k}/{b}", "{a}", "-{a}x", "0x^{k}", "2x^0", "0.{a}x^{k}", "-(x^{k})", "-x/{b}"]
SUMS_OF_POWERS = st.lists(
    st.sampled_from(TERMS).flatmap(
        lambda form: st.builds(lambda a, b, k: form.format(a=a, b=b, k=k), st.integers(1, 6), st.integers(1, 4), st.integers(0, 5))
    ),
    min_size=1,
    max_size=5,
)


@given(SUMS_OF_POWERS)
def test_a_sum_of_powers_has_the_derivative_its_steps_show(terms):
    tree = parse_expression("+".join(terms).replace("+-", "-"))
    derivation = derive(tree, "x")
    assert derivation.raw == differentiate(tree, "x").after == derivation.step.after
