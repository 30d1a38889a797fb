"""An answer is weighed once: what followed the one before is what stands before this one."""

from __future__ import annotations

from pixlearn.mastery import rules
from tests.web.learner.answering import dont_know
from tests.web.learner.reader import Reader


def test_each_answer_computes_one_posterior(beginner: Reader) -> None:
    rules._posterior.cache_clear()  # of other tests of this process
    beginner.answer(dont_know)
    for _ in range(4):
        before = rules._posterior.cache_info().misses
        beginner.answer(dont_know)
        assert rules._posterior.cache_info().misses - before == 1
