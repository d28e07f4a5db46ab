-- Makes the statement that subscribes to a slot that exists and whose snapshot was merged in this transaction.
-- streaming = off: a version is sent after its commit, so nothing half-written is spooled in the unit.
-- parameters: name, connection, publication, slot
-- reply: statement
select format('create subscription %I connection %L publication %I with (create_slot = false, slot_name = %L, '
              'copy_data = false, enabled = true, streaming = off, origin = none, disable_on_error = false)',
              :name::text, :connection::text, :publication::text, :slot::text) as statement
