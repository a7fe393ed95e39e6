"""Divergences between discrete distributions that the theory of GANs uses."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, Probabilities, one_of, size
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """KL(p‖q) in nats; terms with p = 0 count 0, and the result is inf where q = 0 < p.

    p, q: (points,), probabilities. Source: Cover & Thomas 2006, section 2.3.
    """
    support = p > 0
    with np.errstate(divide="ignore"):
        return float((p[support] * np.log(p[support] / q[support])).sum())


def js(p: np.ndarray, q: np.ndarray) -> float:
    """The Jensen–Shannon divergence in nats, from 0 to ln 2.

    p, q: (points,), probabilities. Source: Lin 1991; Goodfellow et al. 2014, section 4.1.
    """
    m = (p + q) / 2
    return kl(p, m) / 2 + kl(q, m) / 2


KINDS = (
    Kind(
        id="gan.js-divergence",
        catalogue="A-04.Q2",
        level=2,
        title=Text("JS divergence", "JS 散度"),
        stem=Text(
            "What is the Jensen–Shannon divergence between p = {p} and q = {q}?",
            "p = {p} 与 q = {q} 之间的 JS 散度是多少？",
        ),
        convention=Text(
            "natural logarithm; both KL terms count one half, so that JS is at most ln 2",
            "自然对数；两个 KL 项各占一半，因此 JS 不超过 ln 2",
        ),
        givens={
            "n": Hidden(size(one_of(3, 3, 4))),
            "p": Probabilities("n", places=2),
            "q": Probabilities("n", places=2),
        },
        where=("sum(abs(p - q)) > 0.5",),
        steps="""
            m = (p + q)/2  # mixture | 混合分布
            KL_p = sum(p*log(p/m))  # KL divergence of p from the mixture | p 对混合分布的 KL 散度
            KL_q = sum(q*log(q/m))  # KL divergence of q from the mixture | q 对混合分布的 KL 散度
            JS = KL_p/2 + KL_q/2  # JS divergence | JS 散度
        """,
        asked="JS",
        type="float",
        reference=js,
        misconceptions="""
            = without-half  KL terms not halved | KL 项未减半
                JS = KL_p + KL_q
                That is the sum of both KL terms, which some papers call JS. Here each counts one half.
                这是两个 KL 项之和，有些论文称之为 JS。这里每项各占一半。
            = bits  Logarithm to base 2 | 以 2 为底的对数
                KL_p = sum(p*log2(p/m))
                KL_q = sum(q*log2(q/m))
                That is the divergence in bits. Here the logarithm is natural.
                这是以比特为单位的值。这里用自然对数。
            distance  JS distance instead of divergence | JS 距离代替散度
                JS = sqrt(KL_p/2 + KL_q/2)
                That is the JS distance, the root of the divergence: what scipy's jensenshannon returns.
                这是 JS 距离，即 JS 散度的平方根，scipy 的 jensenshannon 返回的就是它。
            kl-reversed @log-ratio-sum  KL divergence reversed | KL 散度方向弄反
                KL_p = sum(m*log(m/p))
                KL_q = sum(m*log(m/q))
                You reversed the KL terms. They are KL(p‖m) and KL(q‖m): the expectation is under p and under q.
                你把 KL 项弄反了。应为 KL(p‖m) 和 KL(q‖m)：分别对 p 和 q 取期望。
            one-side-only  One KL term only | 只取一个 KL 项
                JS = KL_p/2
                You took p's half alone. JS also has half of the divergence of q from the mixture.
                你只取了 p 的一半。JS 还要加上 q 对混合分布的 KL 散度的一半。
            mixture-not-halved @mixture  Mixture not halved | 混合分布未减半
                m = p + q
                Your mixture p + q sums to 2. It is (p + q)/2.
                你的混合分布 p + q 之和为 2。应为 (p + q)/2。
            without-mixture @mixture  Symmetrized KL without the mixture | 对称化 KL 代替 JS
                KL_p = sum(p*log(p/q))
                KL_q = sum(q*log(q/p))
                You compared p and q directly: a symmetrized KL. JS compares each with the mixture (p + q)/2.
                你直接比较了 p 与 q：那是对称化的 KL。JS 把二者分别与混合分布 (p + q)/2 比较。
        """,
        contains={"log-ratio-sum": 1.0, "mixture": 1.0},
        source="Goodfellow et al. 2014, section 4.1",
        claims=4,
        without={
            "inverse": Text(
                "probabilities sum to 1, so a hidden one follows from the others",
                "概率之和为 1，藏起的一个可由其余各项得到",
            )
        },
    ),
)
