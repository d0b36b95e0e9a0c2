FROM python:3.11-slim AS builder
WORKDIR /build
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt

FROM python:3.11-slim
RUN useradd --system orders
WORKDIR /srv
COPY orders orders
COPY --from=builder /install /usr/local
USER orders
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/orders')"]
CMD ["gunicorn", "orders.main:app", "--bind", "0.0.0.0:8000"]
