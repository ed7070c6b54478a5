// evidence(c, s): a claim c with its source s, as a reader sees it; EvidenceSchema in wire.ts has its columns.
c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
   source: s {.id, .title, .publisher, .url, .published}}
