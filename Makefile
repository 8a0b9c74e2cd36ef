# `make demo` and `make test` do all. What they call are plain commands, each of which works by hand.
.NOTPARALLEL:
.PHONY: demo run test lint format wheel-check pictures translations clean has-display run-packages test-packages

# What Debian and Ubuntu call the system's part: libVLC, PortAudio, and what Qt's windows need; then, for the
# tests, a screen and a sound card that exist only in memory, a bus for what the desktop is told, and the
# desktop's own checks of what it reads.
RUN_PACKAGES := libvlc5 vlc-plugin-base libportaudio2 libasound2-plugins libegl1 libgl1 libdbus-1-3 \
  libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 \
  libxcb-render-util0 libxcb-xinerama0
TEST_PACKAGES := xvfb xauth dbus-daemon pulseaudio pulseaudio-utils desktop-file-utils appstream

# The first Python here that is new enough and can make virtual environments.
PYTHON ?= $(firstword $(foreach python,python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3, \
  $(shell $(python) -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(python))))

ON_A_SCREEN := $(if $(filter Linux,$(shell uname)),xvfb-run --auto-servernum --server-args='-screen 0 1920x1080x24')

demo: SUBCOMMAND = demo
demo run: has-display .venv/run
	.venv/bin/gallows-sync $(SUBCOMMAND)

test: lint wheel-check
	$(ON_A_SCREEN) .venv/bin/python -m pytest

lint: .venv/dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# The wheel as a stranger gets it: built, installed into a new environment, started.
wheel-check: .venv/dev
	rm -rf build/wheel-check
	.venv/bin/python -m build --outdir build/wheel-check
	.venv/bin/python -m venv build/wheel-check/venv
	build/wheel-check/venv/bin/pip install --quiet build/wheel-check/*.whl
	$(ON_A_SCREEN) build/wheel-check/venv/bin/python -I tests/start_installed.py

# What is said in the window, collected for Qt Linguist, and its translations as the program reads them;
# NEW=de begins another language.
translations: FILES = $(sort $(wildcard gallows_sync/ui/translations/*.ts) \
  $(NEW:%=gallows_sync/ui/translations/gallows_sync_%.ts))
translations: .venv/dev
	.venv/bin/pyside6-lupdate -no-obsolete -locations none -extensions py \
	  -tr-function-alias translate+=phrase gallows_sync -ts $(FILES)
	for file in $(FILES); do .venv/bin/pyside6-lrelease $$file; done

# Every state of the window, drawn into build/pictures to be looked at.
pictures: .venv/dev
	.venv/bin/python -m tests.pictures

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/run: pyproject.toml | run-packages
	$(if $(PYTHON),,$(error Gallows Sync needs Python 3.11 or newer with its venv module; see README.md))
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --editable .
	touch $@

.venv/dev: .venv/run | test-packages
	.venv/bin/pip install --quiet --editable '.[all,dev]'
	touch $@

has-display:
	@[ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ] || { \
	  echo "There is no display here: Gallows Sync opens a window, so run it in a desktop session."; exit 1; }

# Asks for the administrator's rights only when a package is missing.
run-packages: WANTED = $(RUN_PACKAGES) $(if $(wildcard .venv/run)$(PYTHON),,python3 python3-venv)
test-packages: WANTED = $(RUN_PACKAGES) $(TEST_PACKAGES)
run-packages test-packages:
	@command -v dpkg-query >/dev/null || { \
	  echo "This is not Debian or Ubuntu: VLC 3 and PortAudio must be installed already; README.md says how."; exit 0; }; \
	missing=$$(for package in $(WANTED); do dpkg-query --show --showformat='$${db:Status-Status}\n' $$package 2>/dev/null \
	  | grep -qx installed || echo $$package; done); \
	[ -n "$$missing" ] || exit 0; \
	sudo=$$([ "$$(id -u)" = 0 ] || command -v sudo || echo none); \
	[ "$$sudo" != none ] || { echo "These packages are missing; have them installed and try again:" $$missing; exit 1; }; \
	echo "Installing" $$missing; \
	$$sudo apt-get update -q && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing
