"""Seeded learners who forget by a model of their own, and the policies that tell them what to review."""
