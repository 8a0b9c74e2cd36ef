"""How loud: a mute button and a slider."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from gallows_sync.ui.icon_button import IconButton
from gallows_sync.ui.language import translate

_STEPS = 100
_NARROWEST = 40  # pixels; the words of some languages need more room beside it
_DEFAULT = 1.0  # what unmuting goes to where nothing louder than silence was heard yet


class _PressSlider(QSlider):
    """A slider whose handle comes to the pointer at once."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            share = (event.position().x() - 6) / max(1, self.width() - 12)
            self.setValue(round(max(0.0, min(1.0, share)) * self.maximum()))
        super().mousePressEvent(event)


class VolumeControl(QWidget):
    """Emits ``changed`` with the volume (0 to 1) that a person asks for."""

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.mute = IconButton("volume", translate("VolumeControl", "Mute"))
        self.slider = _PressSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(10)
        self.slider.setMinimumWidth(_NARROWEST)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(translate("VolumeControl", "Volume"))
        self.slider.setToolTip(translate("VolumeControl", "Volume"))
        row.addWidget(self.mute)
        row.addWidget(self.slider)
        self._audible = _DEFAULT
        self.mute.clicked.connect(self._toggle)
        self.slider.valueChanged.connect(lambda value: self.changed.emit(value / _STEPS))

    def show_volume(self, volume: float) -> None:
        """Show ``volume`` (0 to 1) without asking for it back."""
        if volume > 0:
            self._audible = volume
        if round(volume * _STEPS) != self.slider.value():
            self.slider.blockSignals(True)
            self.slider.setValue(round(volume * _STEPS))
            self.slider.blockSignals(False)
            self.slider.update()
        self.mute.set_icon("volume" if volume > 0 else "muted")
        self.mute.set_label(
            translate("VolumeControl", "Mute") if volume > 0 else translate("VolumeControl", "Unmute")
        )

    def _toggle(self) -> None:
        self.changed.emit(0.0 if self.slider.value() else self._audible)
