import { holdToContract } from './contract.ts';

holdToContract(2);
