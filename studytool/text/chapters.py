"""The names of the six chapters."""

from __future__ import annotations

from typing import Final

from studytool.text.language import Text

CHAPTER_NAMES: Final[dict[str, Text]] = {
    "cnn": Text("Convolutional networks", "卷积神经网络"),
    "rnn": Text("Recurrent networks", "循环神经网络"),
    "gnn": Text("Graph neural networks", "图神经网络"),
    "generative": Text("Generative models", "生成模型"),
    "rl": Text("Reinforcement learning", "强化学习"),
    "gan": Text("Generative adversarial networks", "生成对抗网络"),
}
