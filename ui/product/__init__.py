"""What the product team's pages share: filters, definitions, exports."""
