# The atlas alone: Python, the pinned packages, the code with its data.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 XDG_CACHE_HOME=/var/cache HOST=0.0.0.0 PORT=8050
WORKDIR /srv/atlas

COPY requirements.lock .
RUN pip install --disable-pip-version-check --require-hashes -r requirements.lock

COPY LICENSE NOTICE ./
COPY geodata geodata
COPY layers layers
COPY dashboard dashboard
COPY assets assets

# Static files are compressed at their best once, here, and not at every start
RUN useradd --system --no-create-home atlas \
    && install -d -o atlas /var/cache/zukunftsatlas \
    && python -m dashboard precompress \
    && chown -R atlas /var/cache/zukunftsatlas
USER atlas

EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=4)"]
CMD ["python", "-m", "dashboard", "serve"]
