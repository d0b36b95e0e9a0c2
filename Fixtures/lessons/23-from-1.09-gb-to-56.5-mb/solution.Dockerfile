FROM python:3.13-slim AS builder
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /uvx /bin/
WORKDIR /app
COPY . /app
RUN --mount=type=cache,target=/root/.cache/uv \
    UV_LINK_MODE=copy uv sync --locked --no-editable

FROM python:3.13-slim
COPY --from=builder /app/.venv /app/.venv
CMD ["/app/.venv/bin/study-tracker-api"]
