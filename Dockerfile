# The app alone; docker-compose.yml brings the Neo4j it needs. No credential is in any layer: NEO4J_URI, NEO4J_USER and
# NEO4J_PASSWORD come by the environment when it runs, and so does ALLOWED_HOSTS if it is reached under another name than
# localhost (docs/deploy.md).
FROM node:20-slim AS manifest
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM manifest AS build
RUN npm ci
COPY . .
RUN npm run build

FROM manifest AS dependencies
RUN npm ci --omit=dev

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
# For pictures as PNG: a font for Latin letters and one for Chinese characters.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-dejavu-core fonts-wqy-microhei \
 && rm -rf /var/lib/apt/lists/*
COPY package.json ./
COPY bin bin
# Without sources, bin/run.js takes the build as it is. These are the files that the compiled code reads.
COPY cypher cypher
COPY seeds/data seeds/data
COPY server/pages/*.css server/pages/
COPY picture/scene/*.css picture/scene/
COPY docs/article.html docs/
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# By number, so that any base image and `runAsNonRoot` understand it; the official image calls this user `node`.
USER 1000:1000
EXPOSE 3000
# Node itself, with no npm before it, gets the signals.
CMD ["node", "bin/run.js", "start"]
