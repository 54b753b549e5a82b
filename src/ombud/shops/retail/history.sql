-- UCI Online Retail (CC BY 4.0): the invoices of a gift shop in the United Kingdom, December 2010 to December 2011.
-- One row an invoice. Cancellations (numbers that begin with C) name no order that they belong to, and corrections
-- (numbers with another letter) are no sales: both are left out. Carriage stands in the invoice as a line of its own.
-- Nothing is recorded of promises, parcels and complaints: every order stands under "late", and nobody knows how it went.
WITH line AS (
    SELECT *,
           StockCode IN ('POST', 'DOT', 'C2') AS carriage,
           CAST(Quantity AS DECIMAL(12, 0)) * CAST(UnitPrice AS DECIMAL(12, 3)) AS price
    FROM 'uci_online_retail.parquet'
    WHERE regexp_full_match(InvoiceNo, '\d+') AND Quantity > 0 AND UnitPrice > 0
)
SELECT InvoiceNo AS order_id,
       CAST(min(InvoiceDate) AS DATE) AS placed_on,
       'late' AS reason,
       CAST(CAST(min(CustomerID) AS BIGINT) AS VARCHAR) AS customer,
       min(Country) AS segment,
       round(sum(price), 2) AS order_value,
       coalesce(round(sum(price) FILTER (WHERE NOT carriage), 2), 0) AS goods_total,
       coalesce(round(sum(price) FILTER (WHERE carriage), 2), 0) AS delivery_charged
FROM line
GROUP BY InvoiceNo
