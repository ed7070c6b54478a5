// publicationBounds(s): the first and the last day, `outEarliest` and `outLatest`, on which the source s can have been published
CALL (s) {
  // The qualifiers ~, ? and % widen an EDTF date by one unit on either side, as in dates/grammar.ts.
  // Seasons and unspecified digits have no bounds here, so results that depend on them are only possible.
  WITH [part IN split(coalesce(s.published, ''), '/') |
         {text: replace(replace(replace(part, '~', ''), '?', ''), '%', ''),
          about: CASE right(part, 1) IN ['~', '?', '%'] WHEN true THEN 1 ELSE 0 END}] AS written
  WITH [part IN written | {about: part.about,
         day: CASE WHEN NOT size(part.text) IN [4, 7, 10] OR part.text CONTAINS 'X'
                     OR toIntegerOrNull(substring(part.text, 5, 2)) > 12 THEN null ELSE date(part.text) END,
         unit: CASE size(part.text) WHEN 4 THEN duration({years: 1}) WHEN 7 THEN duration({months: 1})
               ELSE duration({days: 1}) END}] AS parts
  RETURN parts[0].day - parts[0].unit * parts[0].about AS outEarliest,
         parts[-1].day + parts[-1].unit * (1 + parts[-1].about) - duration({days: 1}) AS outLatest
}
