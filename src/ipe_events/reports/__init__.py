"""Documents for others: records become blocks and tables, those become HTML, XLSX and DOCX."""
