-- A TRUNCATE in the origin is never an author's wish (authoring deletes row by row): it must not empty the units.
alter publication ${publication} set (publish = 'insert, update, delete');
