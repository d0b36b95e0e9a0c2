FROM python:3.13-slim AS builder
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /bin/
WORKDIR /app
COPY . .
RUN uv sync --locked --no-editable

FROM python:3.13-slim
RUN groupadd -r -g 10001 app && useradd -r -u 10001 -g app app
COPY --from=builder /app/.venv /app/.venv
USER 10001
CMD ["/app/.venv/bin/study-tracker-api"]
