"""The GAN's value function and the discriminator that maximizes it."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, Probabilities, decimal, integer, one_of, probability, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def gan_value(D_x: np.ndarray, D_G: np.ndarray) -> float:
    """V(G, D) estimated from a minibatch, in nats.

    D_x: (m,), D(x) of the real samples; D_G: (n,), D(G(z)) of the fake ones. Source: Goodfellow et al. 2014, equation 1.
    """
    return float(np.log(D_x).mean() + np.log(1 - D_G).mean())


def optimal_discriminator(p_d: np.ndarray, p_g: np.ndarray) -> np.ndarray:
    """The discriminator that maximizes V for a fixed generator, at each point.

    p_d, p_g: (points,), the probabilities of data and generator. Source: Goodfellow et al. 2014, equation 2.
    """
    return np.asarray(p_d / (p_d + p_g))


OUTPUT = decimal(0.05, 0.95, 2)

KINDS = (
    Kind(
        id="gan.value",
        catalogue="A-02.Q1",
        level=1,
        title=Text("Value function of a GAN", "GAN 的价值函数"),
        stem=Text(
            "A discriminator gives D(x) = {D_x} on real samples and D(G(z)) = {D_G} on fake ones. What is V(G, D) on this minibatch?",
            "判别器对真实样本给出 D(x) = {D_x}，对生成样本给出 D(G(z)) = {D_G}。这个小批量上的 V(G, D) 是多少？",
        ),
        convention=Text(
            "natural logarithm; each expectation is the mean over its own samples; their sum is not halved",
            "自然对数；每个期望是各自样本的均值；两项之和不除以 2",
        ),
        givens={
            "m": Hidden(size(integer(2, 3))),
            "n": Hidden(size(integer(2, 3))),
            "D_x": vector(probability(OUTPUT), "m"),
            "D_G": vector(probability(OUTPUT), "n"),
        },
        steps="""
            A = mean(log(D_x))  # mean of ln D(x) over the real samples | 真实样本上 ln D(x) 的均值
            B = mean(log(1 - D_G))  # mean of ln(1 − D(G(z))) over the fake samples | 生成样本上 ln(1 − D(G(z))) 的均值
            V = A + B  # value of the game | 博弈的值
        """,
        asked="V",
        type="float",
        reference=gan_value,
        misconceptions="""
            fake-term-unreversed  Fake term without 1 − D | 生成项未用 1 − D
                B = mean(log(D_G))
                You took ln D(G(z)) for the fake samples, as the notes do. D should be low there: ln(1 − D(G(z))).
                对生成样本你用了 ln D(G(z))，与讲义相同。判别器在那里应给出小值：ln(1 − D(G(z)))。
            discriminator-loss  Discriminator loss instead of value | 误作判别器的损失
                V = -(A + B)
                That is the discriminator's loss, −V. V itself is what D maximizes, and it is negative.
                这是判别器的损失 −V。V 本身是 D 要最大化的量，为负数。
            = bits  Logarithm to base 2 | 以 2 为底的对数
                A = mean(log2(D_x))
                B = mean(log2(1 - D_G))
                That is V with log₂. Here the logarithm is natural.
                这是用 log₂ 算的 V。这里用自然对数。
            = halved  Sum of both terms halved | 两项之和除以 2
                V = (A + B)/2
                That is V halved, as in code that averages both losses. Here the two terms are added.
                这是 V 的一半，有些代码对两项损失取平均。这里两项相加。
            summed-over-samples @mean-of-logarithms  Sum instead of mean | 求和代替均值
                A = sum(log(D_x))
                B = sum(log(1 - D_G))
                You summed over the samples. An expectation is estimated by the mean.
                你对样本求了和。期望应以均值估计。
            log-of-mean @mean-of-logarithms  Logarithm of the mean | 均值的对数
                A = log(mean(D_x))
                B = log(1 - mean(D_G))
                You averaged before the logarithm. V is a mean of logarithms.
                你先取了均值再取对数。V 是对数的均值。
        """,
        contains={"mean-of-logarithms": 1.0},
        source="Goodfellow et al. 2014, equation 1",
        claims=3,
        must_claim=("fake-term-unreversed",),
        inverse=("D_x_1", "D_x_2", "D_G_1", "D_G_2"),
    ),
    Kind(
        id="gan.optimal-discriminator",
        catalogue="A-03.Q1",
        level=1,
        title=Text("Optimal discriminator", "最优判别器"),
        stem=Text(
            "On the same points the data has the probabilities p_d = {p_d} and a fixed generator has p_g = {p_g}. "
            "What does the optimal discriminator give at each point, in this order?",
            "在相同的各点上，数据的概率为 p_d = {p_d}，固定的生成器的概率为 p_g = {p_g}。最优判别器在各点依次给出多少？",
        ),
        convention=Text("real and fake samples are shown equally often", "真实样本与生成样本出现的机会相等"),
        givens={
            "n": Hidden(size(one_of(3, 3, 4))),
            "p_d": Probabilities("n", places=2),
            "p_g": Probabilities("n", places=2),
        },
        where=("max(abs(p_d - p_g)) >= 0.05",),
        steps="""
            s = p_d + p_g  # sum of both probabilities | 两个概率之和
            D = p_d/s  # optimal discriminator | 最优判别器
        """,
        asked="D",
        type="vector",
        reference=optimal_discriminator,
        misconceptions="""
            generator-on-top @share-of-a-sum  Generator probability on top | 生成器概率作分子
                D = p_g/s
                You put p_g on top: that is the probability that a sample is fake. D is the probability that a sample is real.
                你把 p_g 放在分子上：那是样本为生成的概率。D 是样本为真实的概率。
            density-ratio @share-of-a-sum  Density ratio instead of probability | 密度比代替概率
                D = p_d/p_g
                That is the ratio p_d/p_g, not a probability. Divide by the sum p_d + p_g.
                这是密度比 p_d/p_g，不是概率。应除以二者之和 p_d + p_g。
            divided-by-mixture @share-of-a-sum  Division by the mixture | 除以混合分布
                D = p_d/(s/2)
                You divided by the mixture (p_d + p_g)/2. It belongs in the JS divergence; D divides by the sum.
                你除以了混合分布 (p_d + p_g)/2。那是 JS 散度里的；D 除以二者之和。
            made-to-sum-to-one  Values rescaled to sum 1 | 缩放到总和为 1
                D = p_d/s/sum(p_d/s)
                You rescaled D to sum to 1. D is no distribution over the points: each point has its own probability of being real.
                你把 D 缩放到和为 1。D 不是各点上的分布：每一点各有自己为真实样本的概率。
            half-everywhere  One half everywhere | 处处取 ½
                D = p_d/(p_d + p_d)
                D is ½ everywhere only once p_g = p_d. For this generator it is p_d/(p_d + p_g).
                只有 p_g = p_d 时 D 才处处为 ½。对这个生成器，它是 p_d/(p_d + p_g)。
        """,
        contains={"share-of-a-sum": 1.0},
        source="Goodfellow et al. 2014, proposition 1",
        claims=3,
        without={
            "inverse": Text(
                "probabilities sum to 1, so a hidden one follows from the others",
                "概率之和为 1，藏起的一个可由其余各项得到",
            )
        },
    ),
)
