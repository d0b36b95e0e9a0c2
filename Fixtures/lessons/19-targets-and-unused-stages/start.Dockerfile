FROM python:3.11-slim AS base
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM base AS test
COPY . .
RUN python -m unittest && echo passed > /test-result

FROM base AS docs
COPY docs docs
RUN python docs/build.py

FROM base AS runner
COPY main.py .
USER 10001
CMD ["python", "main.py"]
