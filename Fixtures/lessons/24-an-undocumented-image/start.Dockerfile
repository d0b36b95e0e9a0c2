FROM python:3.11-slim AS builder
WORKDIR /build
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt

FROM python:3.11-slim
RUN useradd --system orders
RUN apt-get update && apt-get install -y --no-install-recommends curl gcc libc6-dev
WORKDIR /srv
COPY . .
COPY --from=builder /install /usr/local
RUN rm .env
RUN chmod -R g+w /srv
EXPOSE 8000
CMD gunicorn orders.main:app --bind 0.0.0.0:8000
