-- Whether schema catalog is there already.
-- parameters: none
-- reply: present
select to_regclass('catalog.subscriber') is not null as present
