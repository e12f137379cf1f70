"""Observers: what calls do, for logs, traces and metrics. None of it holds a credential."""
