-- leave: a node has ended in good order; nobody needs to wait for it.
-- parameters: node, incarnation
DELETE FROM node WHERE id = ? AND incarnation = ?
