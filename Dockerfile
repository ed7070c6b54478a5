# The app alone; docker-compose.yml brings the Neo4j it needs. No credential is in any layer: NEO4J_URI, NEO4J_USER and
# NEO4J_PASSWORD come by the environment when it runs, and so does ALLOWED_HOSTS if it is reached under another name than
# localhost (docs/deploy.md).
FROM node:20-slim AS manifest
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM manifest AS client
RUN npm ci
COPY . .
RUN npm run build

FROM manifest AS dependencies
RUN npm ci --omit=dev

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json tsconfig.base.json tsconfig.json start.ts ./
COPY cypher cypher
COPY seeds seeds
COPY server server
COPY --from=dependencies /app/node_modules node_modules
COPY --from=client /app/dist dist
# By number, so that any base image and `runAsNonRoot` understand it; the official image calls this user `node`.
USER 1000:1000
EXPOSE 3000
# Node itself, with no npm or tsx process before it, gets the signals.
CMD ["node", "--import", "tsx", "start.ts"]
