FROM python:3.11-slim AS builder
ARG PIP_TOKEN
WORKDIR /build
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install \
    --index-url "https://build:${PIP_TOKEN}@packages.example.com/simple" -r requirements.txt

FROM python:3.11-slim
COPY --from=builder /install /usr/local
COPY main.py /app/
USER 10001
CMD ["python", "/app/main.py"]
