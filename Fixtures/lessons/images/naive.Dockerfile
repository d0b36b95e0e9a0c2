# seed 2, "naive" image: everything that it warns about, plus deletions that do not delete
FROM python:3.11
WORKDIR /app
# PROBLEM 2 and 3: code before requirements, no .dockerignore
COPY . .
# NEVER DO THIS: ENV stays in the image's configuration and history
ENV SECRET_KEY=my-super-secret-hardcoded
ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
ENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
ARG BUILD_TOKEN
# PROBLEM 4: pip cache in the final image
RUN pip install -r requirements.txt
RUN rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y vim-tiny
RUN dd if=/dev/urandom of=/app/model.bin bs=1M count=48 2>/dev/null
# these linger in the layers below
RUN rm -rf .env id_rsa id_rsa.pub
RUN rm -rf model.bin venv .git && echo "cleaned" > CLEANED
RUN chmod -R g+w /app
EXPOSE 8000
CMD ["python", "main.py"]
