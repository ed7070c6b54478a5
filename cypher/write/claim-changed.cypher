// Claims of which a source now says more, or otherwise.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
SET c += row {.event, .on, earliest: date(row.earliest), latest: date(row.latest), .announced, .role, .manner, .reason,
              .destination, .origin, .status, .locator, .stint, .note}
