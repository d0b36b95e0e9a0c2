FROM python:3.13-slim AS builder
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /bin/
WORKDIR /build
COPY . .
RUN uv sync --locked --no-editable

FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /bin/
WORKDIR /app
COPY --from=builder /build/.venv /app/.venv
CMD ["uv", "run", "study-tracker-api"]
