FROM python:3.13-slim AS builder
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /bin/
WORKDIR /app
COPY . .
RUN uv sync --locked --no-editable

FROM python:3.13-slim
COPY --from=builder /app/.venv /app/.venv
RUN groupadd -r app && useradd -r -g app app
RUN chown -R app:app /app
CMD ["/app/.venv/bin/study-tracker-api"]
