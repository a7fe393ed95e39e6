"""Scores of generated images: the Inception score and the Fréchet Inception distance."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, Hidden, Probabilities, decimal, integer, size, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def inception_score(P: np.ndarray) -> float:
    """exp(E_x KL(p(y|x) ‖ p(y))), from 1 to the smaller of images and classes.

    P: (images, classes), p(y|x) of each generated image, all positive. Source: Salimans et al. 2016, section 4.
    """
    p_y = P.mean(axis=0)
    kl = (P * np.log(P / p_y)).sum(axis=1)
    return float(np.exp(kl.mean()))


def frechet_distance(mu_r: np.ndarray, Sigma_r: np.ndarray, mu_g: np.ndarray, Sigma_g: np.ndarray) -> float:
    """The squared Fréchet distance of two Gaussians: FID when they are fitted to Inception features.

    mu: (d,), Sigma: (d, d), positive definite. Tr (Σ_r Σ_g)^½ is the sum of the roots of the product's eigenvalues.
    Source: Heusel et al. 2017; Dowson & Landau 1982.
    """
    roots = np.sqrt(np.linalg.eigvals(Sigma_r @ Sigma_g).real)
    return float(((mu_r - mu_g) ** 2).sum() + np.trace(Sigma_r) + np.trace(Sigma_g) - 2 * roots.sum())


def covariance(stream: Draw, _: Mapping[str, Value]) -> np.ndarray:
    """A symmetric positive definite 2×2 matrix of integers, its correlation nearly as strong as it can be."""
    a, c = stream.integer(2, 6), stream.integer(1, 6)
    largest = isqrt(a * c - 1)
    b = stream.integer(max(1, largest - 1), largest) * stream.choice((-1, 1))
    return np.array([[a, b], [b, c]])


KINDS = (
    Kind(
        id="gan.inception-score",
        catalogue="A-19.Q1",
        level=2,
        title=Text("Inception score", "IS（Inception 分数）"),
        stem=Text(
            "Row i of P is p(y|x), what a classifier gives for generated image i. What is the Inception score of these images?",
            "P 的第 i 行是分类器对第 i 张生成图像给出的 p(y|x)。这些图像的 IS（Inception 分数）是多少？",
        ),
        convention=Text("over all images at once, not averaged over splits", "对全部图像一起计算，不分组取平均"),
        givens={
            "N": Hidden(size(integer(3, 4))),
            "K": Hidden(size(integer(2, 4))),
            "P": Probabilities("K", rows="N"),
        },
        where=("IS >= 1.02",),
        steps="""
            p_y = colmean(P)  # p(y), the mean over the images | p(y)，即对图像取的均值
            KL = rowsum(P*log(P/p_y))  # KL divergence of each image | 每张图像的 KL 散度
            k = mean(KL)  # mean KL divergence | KL 散度的均值
            IS = exp(k)  # Inception score | Inception 分数
        """,
        asked="IS",
        type="float",
        reference=inception_score,
        misconceptions="""
            marginal-as-classifier-output @mixture  Classifier output taken for p(y) | 分类器输出当作 p(y)
                KL = rowsum(P*log(P/P))
                You took p(y) for the classifier's output, as the notes do. That is p(y|x); p(y) is its mean over the images.
                你把 p(y) 当作分类器的输出，与讲义相同。那是 p(y|x)；p(y) 是它对图像取的均值。
            uniform-marginal @mixture  Uniform p(y) assumed | 假定 p(y) 均匀
                p_y = P[0]^0/len(P[0])
                You took p(y) as uniform. It is the mean of p(y|x) over the generated images.
                你把 p(y) 当作均匀分布。它是 p(y|x) 对生成图像取的均值。
            mean-of-exponentials  Mean after the exponential | 先取指数再取均值
                IS = mean(exp(KL))
                You averaged after the exponential. First the mean of the KL divergences, then exp.
                你先取了指数再取均值。应先对 KL 散度取均值，再取 exp。
            log2-inside-exp @log-ratio-sum  Logarithm to base 2 inside exp | exp 内误用 log₂
                KL = rowsum(P*log2(P/p_y))
                You used log₂ inside exp. The logarithm must belong to the exponential: ln with exp.
                你在 exp 里用了 log₂。对数要与指数配对：exp 配 ln。
            exponential-forgotten  Exponential left out | 漏掉取指数
                IS = k
                That is the mean KL divergence. The score is its exponential.
                这是 KL 散度的均值。IS 是它的指数。
            kl-reversed @log-ratio-sum  KL divergence reversed | KL 散度方向弄反
                KL = rowsum(p_y*log(p_y/P))
                You reversed the KL divergence. It is KL(p(y|x) ‖ p(y)): the expectation is under p(y|x).
                你把 KL 散度弄反了。应为 KL(p(y|x) ‖ p(y))：对 p(y|x) 取期望。
            power-of-two  Power of 2 instead of exp | 误用 2 的幂代替 exp
                IS = 2^k
                You took 2 to the power of the mean. The exponential must belong to the logarithm: exp with ln.
                你取了 2 的幂。指数要与对数配对：ln 配 exp。
            entropy-of-the-mean @log-ratio-sum  Entropy of p(y) for the mean KL divergence | 用 p(y) 的熵代替平均 KL 散度
                k = -sum(p_y*log(p_y))
                You took the entropy of p(y). The mean entropy of p(y|x) must be subtracted from it: that is the mean KL divergence.
                你用了 p(y) 的熵。还要减去 p(y|x) 的平均熵，差才是 KL 散度的均值。
        """,
        contains={"gan.js-divergence": 0.5, "log-ratio-sum": 1.0, "mixture": 1.0},
        needs=("gan.js-divergence",),
        source="Salimans et al. 2016, section 4; Barratt & Sharma 2018",
        claims=4,
        without={
            "inverse": Text(
                "each row of P sums to 1, so a hidden entry follows from the others",
                "P 的每行之和为 1，藏起的一项可由其余各项得到",
            ),
            "write": Text(
                "its steps sum along rows and average along columns, for which there is no common notation to type",
                "各步要按行求和、按列取平均，没有通用的输入写法",
            ),
        },
    ),
    Kind(
        id="gan.fid-full",
        catalogue="A-20.Q3",
        level=3,
        title=Text("FID with full covariances", "协方差矩阵非对角时的 FID"),
        stem=Text(
            "Features of real images have the mean μ_r and the covariance matrix Σ_r, those of generated images μ_g and Σ_g. "
            "What is their FID?",
            "真实图像特征的均值为 μ_r，协方差矩阵为 Σ_r；生成图像的为 μ_g 和 Σ_g。FID 是多少？",
        ),
        convention=Text("Heusel 2017: the squared Fréchet distance", "Heusel 2017：Fréchet 距离的平方"),
        givens={
            "mu_r": vector(decimal(-1.5, 1.5, 1), 2),
            "Sigma_r": Drawn(covariance),
            "mu_g": vector(decimal(-1.5, 1.5, 1), 2),
            "Sigma_g": Drawn(covariance),
        },
        where=("abs((Sigma_r @ Sigma_g)[0, 1] - (Sigma_g @ Sigma_r)[0, 1]) >= 1", "FID >= 1"),
        steps="""
            d = sum((mu_r - mu_g)^2)  # squared distance of the means | 均值之差的平方和
            M = Sigma_r @ Sigma_g  # product of the covariances | 协方差矩阵的乘积
            S = sqrt(trace(M) + 2*sqrt(det(M)))  # trace of the root of M, for a 2×2 matrix | M 的平方根的迹（2×2 矩阵）
            FID = d + trace(Sigma_r) + trace(Sigma_g) - 2*S  # Fréchet Inception distance | Fréchet Inception 距离
        """,
        asked="FID",
        type="float",
        reference=frechet_distance,
        misconceptions="""
            roots-separately @trace-and-determinant  Roots taken before the product | 先开方再相乘
                s_r = sqrt(det(Sigma_r))
                s_g = sqrt(det(Sigma_g))
                R_r = (Sigma_r + s_r*identity(2))/sqrt(trace(Sigma_r) + 2*s_r)
                R_g = (Sigma_g + s_g*identity(2))/sqrt(trace(Sigma_g) + 2*s_g)
                S = trace(R_r @ R_g)
                You multiplied the roots of both covariances. The two do not commute: take the root of their product.
                你把两个协方差矩阵的平方根相乘了。二者不可交换：应先相乘再取平方根。
            roots-of-entries @trace-and-determinant  Roots entry by entry | 矩阵逐项开方
                S = sqrt(M[0, 0]) + sqrt(M[1, 1])
                You took the root entry by entry. The root of a matrix is the one whose square is Σ_r Σ_g.
                你对矩阵逐项开方了。矩阵的平方根是平方后等于 Σ_r Σ_g 的矩阵。
            diagonals-only @trace-and-determinant  Off-diagonal covariances left out | 忽略非对角的协方差
                S = sqrt(Sigma_r[0, 0]*Sigma_g[0, 0]) + sqrt(Sigma_r[1, 1]*Sigma_g[1, 1])
                You used the variances only. That is right for diagonal covariances, not for these.
                你只用了方差。协方差矩阵为对角矩阵时才对，这里不是。
            means-unsquared  Distance of means not squared | 均值之差未平方
                d = norm(mu_r - mu_g)
                You did not square the distance of the means.
                你没有对均值的距离取平方。
            factor-two-lost  Factor 2 of the root lost | 平方根项漏乘 2
                FID = d + trace(Sigma_r) + trace(Sigma_g) - S
                You subtracted the root once. The last term is −2 Tr (Σ_r Σ_g)^½.
                你只减了一次平方根的迹。最后一项是 −2 Tr (Σ_r Σ_g)^½。
        """,
        contains={"matrix-product": 1.0, "trace-and-determinant": 1.0},
        source="Heusel et al. 2017; Dowson & Landau 1982",
        claims=4,
        must_claim=("roots-separately",),
        inverse=("mu_r_1", "mu_r_2", "mu_g_1", "mu_g_2"),
    ),
)
