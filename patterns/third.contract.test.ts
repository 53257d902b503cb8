import { holdToContract } from './contract.ts';

holdToContract(3);
