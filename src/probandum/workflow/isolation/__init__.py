"""Every file is parsed in a limited child process, so that a hostile one harms nothing."""

from __future__ import annotations

from probandum.workflow.isolation.failures import IsolationError, gap_kind_of
from probandum.workflow.isolation.isolating import Isolation
from probandum.workflow.isolation.limits import Limits
from probandum.workflow.isolation.protection import Layer, Protection

__all__ = ["Isolation", "IsolationError", "Layer", "Limits", "Protection", "gap_kind_of"]
