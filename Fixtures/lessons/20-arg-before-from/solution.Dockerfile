ARG BASE=1.35
ARG VERSION=2.4.0
FROM busy:${BASE}
ARG VERSION
LABEL version=${VERSION}
RUN echo "shop ${VERSION}" > /etc/shop-version
CMD ["cat", "/etc/shop-version"]
