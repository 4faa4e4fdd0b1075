# `make run` and `make test` each prepare a bare machine by themselves; see tools/bootstrap.py.
PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
MAKEFLAGS += --no-print-directory
# Tests draw into memory, unless the caller wants to watch them on a display.
test bench: export QT_QPA_PLATFORM ?= offscreen

.PHONY: help run test lint bench published format clean ready-run ready-test

help:
	@echo 'make run     プログラムを動かします（ARGS="ファイル" や ARGS="COMMAND …" を渡せます）'
	@echo 'make test    書式・型・構造の検査と、すべてのテスト'
	@echo 'make lint    書式・型・構造の検査だけ'
	@echo 'make bench   速さの測定'
	@echo 'make published DIR=フォルダー  公表された帳票の写しと、出力の文字を1つずつ比べます'
	@echo 'make format  書式を整えます'
	@echo 'make clean   .venv と作業用のファイルを消します'

run: ready-run
	@$(BIN)/kpidesk $(ARGS)

test: lint
	$(BIN)/pytest -n $(JOBS) --dist loadgroup tests/domain --cov
	$(BIN)/pytest -n $(JOBS) --dist loadgroup --ignore tests/domain

lint: ready-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

bench: ready-test
	$(BIN)/python -m tests.bench

# DIR holds plans with their texts and every printed string of the published documents; see tests/published.
published: ready-test
	@test -n "$(DIR)" || { echo 'DIR=フォルダー を付けてください。' >&2; exit 1; }
	$(BIN)/python -m tests.published "$(DIR)"

format: ready-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find kpidesk tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

ready-run ready-test:
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 以上がありません。管理者に apt-get install python3 を依頼してください。' >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py $(@:ready-%=%)
