"""One-step targets: Sarsa, expected Sarsa and Q-learning, and the update that moves towards one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from studytool.formula.evaluate import Value
from studytool.kinds.draw import Draw
from studytool.kinds.givens import Drawn, decimal, fraction, index, integer, one_of, real, vector
from studytool.kinds.kind import Kind
from studytool.text.language import Text


def q_learning_update(Q_sa: float, Q_next: np.ndarray, r: float, alpha: float, gamma: float) -> float:
    """Q(s, a) after one Q-learning update; s' is not terminal.

    Q_sa: Q(s, a) before; Q_next: (actions,), Q(s', ·). Source: Watkins 1989; Sutton & Barto 2018, section 6.5.
    """
    return float(Q_sa + alpha * (r + gamma * Q_next.max() - Q_sa))


def epsilon_greedy(Q: np.ndarray, epsilon: float) -> np.ndarray:
    """The probabilities (actions,) of the ε-greedy policy that explores uniformly over all actions."""
    policy = np.full(len(Q), epsilon / len(Q))
    policy[Q.argmax()] += 1 - epsilon
    return policy


def three_targets(Q_next: np.ndarray, a_next: int, r: float, gamma: float, epsilon: float) -> np.ndarray:
    """The targets of Sarsa, expected Sarsa and Q-learning for the same transition, in this order.

    Q_next: (actions,), Q(s', ·); a_next: the action taken in s', which is not terminal; the policy is ε-greedy.
    Source: Sutton & Barto 2018, sections 6.4 to 6.6.
    """
    sarsa = r + gamma * Q_next[a_next]
    expected = r + gamma * epsilon_greedy(Q_next, epsilon) @ Q_next
    q_learning = r + gamma * Q_next.max()
    return np.array([sarsa, expected, q_learning])


def exploring_action(stream: Draw, earlier: Mapping[str, Value]) -> int:
    """An action that is not the greedy one: only then do the targets differ."""
    greedy = int(earlier["Q_next"].argmax())
    return stream.choice([action for action in range(len(earlier["Q_next"])) if action != greedy])


VALUE = decimal(-5, 5, 1, apart=0.5)

KINDS = (
    Kind(
        id="rl.q-learning-update",
        catalogue="Q-10.Q1",
        level=1,
        title=Text("Q-learning update", "Q-learning 的一次更新"),
        stem=Text(
            "Q-learning takes a in s, earns r = {r} and reaches s′, which is not terminal; there its behaviour takes the action "
            "a′ = {a_next} (counted from 0). Q_sa = Q(s, a) = {Q_sa}, Q_next = Q(s′, ·) = {Q_next}, α = {alpha}, γ = {gamma}. "
            "What is Q(s, a) after the update?",
            "Q-learning 在 s 执行 a，得到奖励 r = {r}，到达 s′（不是终止状态）；行为策略在 s′ 选择动作 a′ = {a_next}（从 0 编号）。"
            "Q_sa = Q(s, a) = {Q_sa}，Q_next = Q(s′, ·) = {Q_next}，α = {alpha}，γ = {gamma}。更新后的 Q(s, a) 是多少？",
        ),
        givens={
            "Q_sa": VALUE,
            "Q_next": vector(VALUE, 3),
            "a_next": index(Drawn(exploring_action)),
            "r": real(integer(-5, 5)),
            "alpha": fraction(one_of(0.1, 0.2, 0.3, 0.4, 0.5)),
            "gamma": fraction(one_of(0.5, 0.8, 0.9, 0.95)),
        },
        where=("gap(Q_next, 1) >= 0.5",),
        steps="""
            y = r + gamma*max(Q_next)  # target | 目标
            delta = y - Q_sa  # TD error | 时序差分误差
            Q_new = Q_sa + alpha*delta  # updated Q(s, a) | 更新后的 Q(s, a)
        """,
        asked="Q_new",
        type="float",
        reference=q_learning_update,
        misconceptions="""
            action-taken @max-over-actions  Action taken instead of the best | 用实际动作代替最优动作
                y = r + gamma*Q_next[a_next]
                You used the action taken in s′: that is Sarsa. Q-learning uses the best one, max Q(s′, ·).
                你用了在 s′ 实际选择的动作：那是 Sarsa。Q-learning 用最好的动作：max Q(s′, ·)。
            expectation @max-over-actions  Mean instead of the maximum | 用平均代替最大值
                y = r + gamma*mean(Q_next)
                You averaged over the actions in s′, as for a policy that chooses at random. Q-learning takes the maximum.
                你对 s′ 的动作取了平均，那是随机策略的做法。Q-learning 取最大值。
            old-value-not-subtracted @td-error  Old value not subtracted | 没有减去旧的价值
                delta = y
                You added α times the target. The step is α times the error: the target minus Q(s, a).
                你加了 α 乘以目标。应加 α 乘以误差：目标减去 Q(s, a)。
            alpha-on-reward-only @td-error  Step size on the reward only | 步长只乘奖励
                Q_new = Q_sa + alpha*r + gamma*max(Q_next) - Q_sa
                You multiplied only r by α. It multiplies the whole TD error r + γ max Q(s′, ·) − Q(s, a).
                你只把 r 乘以 α。α 要乘整个时序差分误差 r + γ max Q(s′, ·) − Q(s, a)。
            discount-forgotten @discounted-backup  Discount left out | 漏掉折扣因子
                y = r + max(Q_next)
                You left out γ. The target is r + γ max Q(s′, ·).
                你漏了 γ。目标是 r + γ max Q(s′, ·)。
            step-size-forgotten @td-error  Step size left out | 漏掉步长
                Q_new = Q_sa + delta
                You moved all the way to the target. The update goes only the fraction α of the way.
                你直接跳到了目标。更新只走 α 这一部分。
        """,
        contains={"discounted-backup": 1.0, "max-over-actions": 1.0, "td-error": 1.0},
        source="Watkins 1989; Sutton & Barto 2018, section 6.5",
        claims=3,
        inverse=("Q_sa", "r", "alpha"),
    ),
    Kind(
        id="rl.three-targets",
        catalogue="Q-11.Q4",
        level=2,
        title=Text("Targets of Sarsa, expected Sarsa and Q-learning", "Sarsa、期望 Sarsa 与 Q-learning 的目标"),
        stem=Text(
            "An ε-greedy agent (ε = {epsilon}) earns r = {r}, reaches s′, which is not terminal, and takes a′ = {a_next} there "
            "(counted from 0). Q_next = Q(s′, ·) = {Q_next}, γ = {gamma}. What are the targets of Sarsa, expected Sarsa and Q-learning, "
            "in this order (3 numbers)?",
            "ε-贪心智能体（ε = {epsilon}）得到奖励 r = {r}，到达 s′（不是终止状态），并在 s′ 选择动作 a′ = {a_next}（从 0 编号）。"
            "Q_next = Q(s′, ·) = {Q_next}，γ = {gamma}。Sarsa、期望 Sarsa 和 Q-learning 的目标依次是多少（3 个数）？",
        ),
        convention=Text(
            "with probability ε the action is uniform over all actions, the greedy one included",
            "以概率 ε 在全部动作中均匀选择，包括贪心动作",
        ),
        givens={
            "Q_next": vector(VALUE, 3),
            "a_next": index(Drawn(exploring_action)),
            "r": real(integer(-5, 5)),
            "gamma": fraction(one_of(0.5, 0.8, 0.9, 0.95)),
            "epsilon": fraction(one_of(0.1, 0.2, 0.3, 0.4)),
        },
        where=("gap(Q_next, 1) >= 0.5",),
        steps="""
            y_S = r + gamma*Q_next[a_next]  # target of Sarsa | Sarsa 的目标
            g = onehot(argmax(Q_next), len(Q_next))  # 1 at the greedy action | 贪心动作处为 1
            pi = (1 - epsilon)*g + epsilon/len(Q_next)  # ε-greedy probabilities | ε-贪心策略的概率
            y_E = r + gamma*sum(pi*Q_next)  # target of expected Sarsa | 期望 Sarsa 的目标
            y_Q = r + gamma*max(Q_next)  # target of Q-learning | Q-learning 的目标
            y = [y_S, y_E, y_Q]  # targets of Sarsa, expected Sarsa, Q-learning | Sarsa、期望 Sarsa、Q-learning 的目标
        """,
        asked="y",
        type="vector",
        reference=three_targets,
        misconceptions="""
            = greedy-excluded  Exploration without the greedy action | 探索时排除贪心动作
                pi = (1 - epsilon)*g + epsilon/(len(Q_next) - 1)*(1 - g)
                That is right if exploration never picks the greedy action. Here ε is shared by all actions.
                若探索时不选贪心动作，这个答案是对的。这里 ε 由全部动作平分。
            probabilities-unnormalised @epsilon-greedy  Greedy action without its share of ε | 贪心动作没有分到 ε
                pi = (1 - epsilon)*g + epsilon/len(Q_next)*(1 - g)
                Your probabilities do not sum to 1: of the 3 actions, the greedy one gets its share of ε too, 1 − ε + ε/3.
                你的概率之和不为 1：3 个动作平分 ε，贪心动作也分到一份，即 1 − ε + ε/3。
            uniform-policy @epsilon-greedy  All actions weighted equally | 对全部动作等权平均
                pi = g/len(Q_next) + (1 - g)/len(Q_next)
                You averaged over the actions equally. Expected Sarsa weighs them by the ε-greedy probabilities.
                你对动作取了等权平均。期望 Sarsa 按 ε-贪心的概率加权。
            sarsa-maximised @max-over-actions  Best action in the Sarsa target | Sarsa 误用最优动作
                y_S = r + gamma*max(Q_next)
                You took the best action for Sarsa. Sarsa is on-policy: it uses the action a′ that was taken.
                你给 Sarsa 用了最好的动作。Sarsa 是同策略方法：用实际选择的 a′。
            q-learning-by-action-taken @rl.q-learning-update  Action taken in the Q-learning target | Q-learning 误用实际动作
                y_Q = r + gamma*Q_next[a_next]
                You used the action a′ that was taken: that samples the Bellman expectation equation, as Sarsa does. Q-learning takes max Q(s′, ·).
                你用了实际选择的 a′：那是对贝尔曼期望方程采样，即 Sarsa 的做法。Q-learning 取 max Q(s′, ·)。
            discount-forgotten @discounted-backup  Discount left out | 漏掉折扣因子
                y_S = r + Q_next[a_next]
                y_E = r + pi @ Q_next
                y_Q = r + max(Q_next)
                You left out γ. Every target is r plus γ times a value of s′.
                你漏了 γ。每个目标都是 r 加 γ 乘以 s′ 的价值。
        """,
        contains={
            "rl.q-learning-update": 0.5,
            "discounted-backup": 1.0,
            "max-over-actions": 1.0,
            "expectation": 1.0,
            "epsilon-greedy": 1.0,
        },
        needs=("rl.q-learning-update",),
        source="Sutton & Barto 2018, sections 6.4 to 6.6",
        claims=3,
        inverse=("r", "gamma", "epsilon"),
    ),
)
