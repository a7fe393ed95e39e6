"""The variational autoencoder: its KL term, and the evidence lower bound where it can be summed."""

from __future__ import annotations

import numpy as np

from studytool.kinds.givens import Hidden, Probabilities, decimal, integer, one_of, positive, probability, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def gaussian_kl(mu: np.ndarray, sigma: np.ndarray) -> float:
    """KL(N(μ, diag σ²) ‖ N(0, I)) in nats.

    mu: (k,), means; sigma: (k,), standard deviations > 0.
    Source: Kingma & Welling 2014, appendix B.
    """
    return float(0.5 * np.sum(mu**2 + sigma**2 - 1 - np.log(sigma**2)))


def discrete_elbo(p_z: np.ndarray, p_x: np.ndarray, q: np.ndarray) -> float:
    """The evidence lower bound E_q log p(x|z) − KL(q ‖ p(z)) in nats, for z with K values.

    p_z: (K,), prior; p_x: (K,), likelihood p(x|z) of the one observed x; q: (K,), approximate posterior.
    Source: Kingma & Welling 2014, equation 3.
    """
    return float(sum(q_k * (np.log(x_k) - np.log(q_k / p_k)) for p_k, x_k, q_k in zip(p_z, p_x, q, strict=True)))


KINDS = (
    Kind(
        id="generative.gaussian-kl",
        catalogue="V-07.Q1",
        level=1,
        title=Text("KL term of a Gaussian VAE", "高斯 VAE 的 KL 项"),
        stem=Text(
            "A VAE's encoder gives means μ = {mu} and standard deviations σ = {sigma}. "
            "What is the KL divergence of q = N(μ, diag σ²) from the prior N(0, I)?",
            "VAE 的编码器给出均值 μ = {mu}，标准差 σ = {sigma}。q = N(μ, diag σ²) 到先验 N(0, I) 的 KL 散度是多少？",
        ),
        convention=Text(
            "KL(N(μ, diag σ²) ‖ N(0, I)), natural logarithm, summed over the dimensions",
            "KL(N(μ, diag σ²) ‖ N(0, I))，自然对数，对各维求和",
        ),
        givens={
            "k": Hidden(size(integer(2, 3))),
            "mu": vector(decimal(-2, 2, 1, apart=0.2), "k"),
            "sigma": vector(positive(one_of(0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.2, 1.3, 1.4, 1.5, 1.8, 2.0)), "k"),
        },
        steps="""
            s = sigma ⊙ sigma  # variances | 方差
            g = mu ⊙ mu + s - 1 - log(s)  # twice the KL divergence of each dimension | 各维 KL 散度的 2 倍
            KL = 0.5*sum(g)  # KL divergence | KL 散度
        """,
        asked="KL",
        type="float",
        reference=gaussian_kl,
        misconceptions="""
            deviation-for-variance @gaussian-closed-form  Standard deviation used as variance | 用标准差代替方差
                s = sigma
                You used σ where the variance σ² belongs.
                你在该用方差 σ² 的地方用了 σ。
            half-forgotten @gaussian-closed-form  Factor ½ left out | 漏掉因子 ½
                KL = sum(g)
                You left out the factor ½.
                你漏了因子 ½。
            logarithm-of-deviation @gaussian-closed-form  Logarithm of the standard deviation | 对标准差取对数
                g = mu ⊙ mu + s - 1 - log(sigma)
                You took ln σ. The logarithm is of the variance: ln σ² = 2 ln σ.
                你用了 ln σ。对数里应是方差：ln σ² = 2 ln σ。
            sign-of-logarithm @gaussian-closed-form  Logarithm added, not subtracted | 对数项应减却加
                g = mu ⊙ mu + s - 1 + log(s)
                You added ln σ². It is subtracted: a narrow q lies far from the prior.
                你加上了 ln σ²。它应减去：q 越窄，离先验越远。
            reverse  KL divergence reversed | KL 散度方向弄反
                g = (mu ⊙ mu + 1)/s - 1 + log(s)
                That is the reverse, KL(N(0, I) ‖ q). Here q comes first.
                这是反向 KL 散度 KL(N(0, I) ‖ q)。这里 q 在前。
            mean-for-sum @gaussian-closed-form  Averaging over the dimensions | 对各维取平均
                KL = 0.5*mean(g)
                You averaged over the dimensions. The divergences of independent dimensions add up.
                你对各维取了平均。各维独立，KL 散度应相加。
        """,
        contains={"gaussian-closed-form": 1.0},
        source="Kingma & Welling 2014, appendix B",
        claims=4,
        inverse=("mu_1", "mu_2", "sigma_1", "sigma_2"),
    ),
    Kind(
        id="generative.elbo-discrete",
        catalogue="V-08.Q1",
        level=2,
        title=Text("Evidence lower bound with a discrete latent variable", "离散隐变量的证据下界"),
        stem=Text(
            "A latent variable z takes the values 1 to {K} with prior p_z = p(z) = {p_z}. The observed x has likelihood "
            "p_x = p(x|z) = {p_x}. What is the evidence lower bound of log p(x) with the approximate posterior q = q(z|x) = {q}?",
            "隐变量 z 取值 1 到 {K}，先验 p_z = p(z) = {p_z}。观测到的 x 的似然为 p_x = p(x|z) = {p_x}。"
            "取近似后验 q = q(z|x) = {q}，log p(x) 的证据下界是多少？",
        ),
        convention=Text(
            "natural logarithm; the bound itself, not the loss, which is its negative",
            "自然对数；求下界本身，而不是损失（损失是它的相反数）",
        ),
        givens={
            "K": size(one_of(2, 3, 3)),
            "p_z": Probabilities("K"),
            "p_x": vector(probability(decimal(0.1, 0.9, 1)), "K"),
            "q": Probabilities("K"),
        },
        where=("max(abs(q - p_z)) > 0.05", "max(p_x) - min(p_x) > 0.15"),
        steps="""
            R = sum(q*log(p_x))  # expected log-likelihood | 对数似然的期望
            KL = sum(q*log(q/p_z))  # KL divergence of q from the prior | q 到先验的 KL 散度
            ELBO = R - KL  # evidence lower bound | 证据下界
        """,
        asked="ELBO",
        type="float",
        reference=discrete_elbo,
        misconceptions="""
            notes-gap  Likelihood in place of the posterior | 用似然代替后验
                ELBO = log(p_z @ p_x) - q @ log(q/p_x)
                You subtracted KL(q ‖ p(x|z)) from log p(x), as the notes do. The gap is KL(q ‖ p(z|x)), to the posterior.
                你从 log p(x) 中减去了 KL(q ‖ p(x|z))，讲义也是如此。差距是 q 到后验的 KL(q ‖ p(z|x))。
            kl-added  KL term added, not subtracted | KL 项应减却加
                ELBO = R + KL
                You added the KL divergence. It is subtracted: a q far from the prior costs.
                你加上了 KL 散度。它应减去：q 离先验越远，代价越大。
            kl-reversed @log-ratio-sum  KL divergence reversed | KL 散度方向弄反
                KL = p_z @ log(p_z/q)
                You took KL(p(z) ‖ q). The expectation is under q: KL(q ‖ p(z)).
                你用了 KL(p(z) ‖ q)。期望应在 q 下取：KL(q ‖ p(z))。
            logarithm-outside @expectation  Logarithm of the expected likelihood | 先取期望再取对数
                R = log(q @ p_x)
                You took the logarithm of the expectation. Asked is the expectation of the logarithm, E_q log p(x|z).
                你对期望取了对数。应为对数的期望 E_q log p(x|z)。
            evidence  Log-likelihood given as its bound | 用对数似然代替下界
                ELBO = log(p_z @ p_x)
                That is log p(x) itself. The bound lies below it by KL(q ‖ p(z|x)).
                这是 log p(x) 本身。下界比它低 KL(q ‖ p(z|x))。
            kl-forgotten  KL term left out | 漏掉 KL 项
                ELBO = R
                That is the reconstruction term only. Subtract KL(q ‖ p(z)).
                这只是重构项。还要减去 KL(q ‖ p(z))。
            summed-without-weights  Log-likelihoods summed without weights | 对数似然未加权求和
                R = sum(log(p_x))
                You summed the log-likelihoods. They are averaged under q: each log p(x|z) counts q(z|x) times.
                你把各个对数似然直接相加了。应在 q 下取平均：每个 log p(x|z) 乘以 q(z|x)。
            expectation-under-prior  Expectation under the prior | 在先验下取期望
                R = sum(p_z*log(p_x))
                You took the expectation under the prior. It is taken under q, the approximate posterior.
                你在先验下取了期望。应在近似后验 q 下取。
        """,
        contains={"expectation": 1.0, "log-ratio-sum": 1.0},
        needs=("generative.gaussian-kl",),
        source="Kingma & Welling 2014, equation 3",
        claims=4,
        must_claim=("notes-gap",),
        inverse=("p_x_1", "p_x_2"),
    ),
)
