-- Holds the apply worker off while rows are mended; readers go on. Same order as an import writes, so no deadlock.
-- parameters: none
-- reply: none
lock table category, product, manifest, version in share row exclusive mode
