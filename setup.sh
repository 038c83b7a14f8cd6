#!/bin/sh
# Makes .venv from one lock file: with uv when it can be had, else with pip.
set -eu
lock=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "Passend heeft Python 3.11 of nieuwer nodig; geef het pad met PYTHON=/pad/naar/python3 make …" >&2
  exit 2
}
if [ ! -x .venv/bin/python ]; then
  if command -v uv >/dev/null 2>&1; then uv venv --quiet --python "$python" .venv
  else "$python" -m venv .venv 2>/dev/null || "$python" -m venv --without-pip .venv; fi
fi
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null \
    || "$python" -m pip --python .venv/bin/python install --quiet uv 2>/dev/null || true
  [ -x .venv/bin/uv ] && uv=.venv/bin/uv
fi
echo "Omgeving maken uit $lock …" >&2
if [ -n "$uv" ]; then
  "$uv" pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$lock"
  "$uv" pip install --quiet --python .venv/bin/python --no-deps -e .
else
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
fi
# Our own code as well, so that no start has to compile it, not even where Python may not write.
.venv/bin/python -m compileall -q -j 0 crawler dossier matcher passend webui
