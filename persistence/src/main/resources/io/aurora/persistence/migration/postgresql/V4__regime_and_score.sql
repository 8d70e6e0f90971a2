-- What portfolios and transfers ask of the past besides closes: the regime at a bar and the conformal score settled there. Rows written before hold none.
ALTER TABLE decision ADD COLUMN regime VARCHAR(8);
ALTER TABLE decision ADD COLUMN trans BOOLEAN;
ALTER TABLE decision ADD COLUMN score DOUBLE PRECISION;
