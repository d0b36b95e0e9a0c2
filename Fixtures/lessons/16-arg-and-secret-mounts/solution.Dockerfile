FROM python:3.11-slim AS builder
WORKDIR /build
COPY requirements.txt .
RUN --mount=type=secret,id=pip_token \
    pip install --no-cache-dir --prefix=/install \
    --index-url "https://build:$(cat /run/secrets/pip_token)@packages.example.com/simple" -r requirements.txt

FROM python:3.11-slim
COPY --from=builder /install /usr/local
COPY main.py /app/
USER 10001
CMD ["python", "/app/main.py"]
