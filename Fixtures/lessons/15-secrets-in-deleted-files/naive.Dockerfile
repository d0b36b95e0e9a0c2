FROM python:3.11
WORKDIR /app
COPY . .
ENV SECRET_KEY=my-super-secret-hardcoded
ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
ENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
ARG BUILD_TOKEN
RUN pip install -r requirements.txt
RUN rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y vim-tiny
RUN dd if=/dev/urandom of=/app/model.bin bs=1M count=48 2>/dev/null
RUN rm -rf .env id_rsa id_rsa.pub
RUN rm -rf model.bin venv .git && echo "cleaned" > CLEANED
RUN chmod -R g+w /app
EXPOSE 8000
CMD ["python", "main.py"]
